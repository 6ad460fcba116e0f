"""The consolidated list of the United Nations Security Council, as the XML of any version since 2017 gives it."""
