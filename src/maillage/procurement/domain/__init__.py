"""Pure: the value of a need, the procedure it calls for, and the dates worked backwards."""
