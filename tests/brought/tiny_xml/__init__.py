"""A list brought by another package: XML in the shape of the Security Council's."""
