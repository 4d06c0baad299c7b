"""Text becomes search terms: folding, stems, and the lexicon of what is written onto Arabic words."""
