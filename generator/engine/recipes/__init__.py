"""How each kind of file is made: functions of plain values, run in any process."""
