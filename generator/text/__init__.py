"""Strings in, strings out: spelling, dates, addresses, encodings, markup."""
