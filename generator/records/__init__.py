"""Files that people commit beside the content: the ledger, the authority file, versions of stories."""
