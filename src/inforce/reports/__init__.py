"""What people take away: packages of relief compared, the regime in time, and who draws which list of goods."""
