"""The EU's consolidated financial sanctions list (FSF), in both versions of its CSV."""
