"""依申请公开 at the desk: the register, the case, and the steps that may be taken."""
