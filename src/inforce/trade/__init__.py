"""What series of trade flows say when held beside each other: the newest figure of each, and which rows no conclusion may rest on."""
