"""The ground floor: the nouns, their tables, dates, places, identifiers and errors. Imports nothing of ours."""
