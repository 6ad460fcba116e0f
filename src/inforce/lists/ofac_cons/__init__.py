"""OFAC's consolidated list of those who are under other sanctions than those on the SDN list."""
