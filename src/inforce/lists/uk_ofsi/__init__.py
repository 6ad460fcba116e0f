"""The consolidated list of asset freeze targets of the UK's Office of Financial Sanctions Implementation."""
