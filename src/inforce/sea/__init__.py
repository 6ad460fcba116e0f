"""What series of ships' positions say: buckets, silences, meetings, stops and jumps as steps of SQL, places, and the coast."""
