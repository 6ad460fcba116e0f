"""Annexes of the EU's restrictive measures, as transcribed from the Official Journal: a list for each act."""
