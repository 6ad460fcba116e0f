"""Fictional shipments and payments with listed companies and hulls in them, what is found in them, and the page that shows it."""
