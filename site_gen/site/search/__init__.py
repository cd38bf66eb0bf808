"""The search index: what is shown, as lists by word that a browser loads in small parts."""
