"""Who there is: the tree of organs with everything 条例第十二条 and 第二十条第二项 want published about each."""
