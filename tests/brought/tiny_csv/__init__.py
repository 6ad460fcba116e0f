"""A list brought by another package: two CSV parts, the first dated in its first line."""
