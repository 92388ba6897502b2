"""What it costs, who pays, in which year; what the rules allow."""
