"""The words of newsrooms and sites, a module per language and a row per kind; who adds a language adds a module."""
