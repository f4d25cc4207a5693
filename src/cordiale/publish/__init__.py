"""What readers are given: one writer for each export format."""
