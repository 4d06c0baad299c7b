"""The command line: arguments become calls, reports become lines, errors become exit codes."""
