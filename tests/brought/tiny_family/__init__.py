"""A family of tiny lists: an example of lists that another package brings."""
