"""Running checks over the tables of subjects: `local` in this process, row after row in bounded memory."""
