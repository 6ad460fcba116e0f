"""Files of business as tables of subjects: CSV, JSON lines, FollowTheMoney JSON lines, Parquet; strictly, row after row."""

from inforce.read.columns import ColumnMap, read_mapping
from inforce.read.reading import Chunk, Manner, Reading, Subjects, of_files, of_rows, read_subjects

__all__ = ["Chunk", "ColumnMap", "Manner", "Reading", "Subjects", "of_files", "of_rows", "read_mapping", "read_subjects"]
