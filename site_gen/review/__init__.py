"""Reviewing: what needs a person's eye, and writing down what the person decides, at a terminal or in the preview."""
