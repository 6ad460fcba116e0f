"""OFAC's list of specially designated nationals and blocked persons (SDN)."""
