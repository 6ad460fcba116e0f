"""What is kept: editions of lists as published, under INFORCE_HOME."""
