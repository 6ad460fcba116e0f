"""The designated vessels of the Security Council’s 1718 Committee."""
