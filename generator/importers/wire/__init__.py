"""Wire services of agencies: takes and envelopes."""
