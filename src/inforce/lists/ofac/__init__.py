"""OFAC's two lists, which come in the same formats and speak the same language: what their readers have in common."""
