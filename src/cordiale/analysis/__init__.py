"""Analyses: one file a question; each ends in findings that a person can check."""
