"""SVG, written anew from lists of what is harmless."""
