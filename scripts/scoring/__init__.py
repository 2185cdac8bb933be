"""Compares datasets with the truth: reading both, scoring one document, adding up and printing."""
