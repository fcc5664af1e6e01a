"""Reply → ballot → verdict → panel result → comparison. Pure: no network, no clock, no Django."""
