"""A mail read: its headers, its text, the article that it forwards. Pure; the standard library parses."""
