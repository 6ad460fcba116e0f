"""The consolidated list of Australia's Department of Foreign Affairs and Trade."""
