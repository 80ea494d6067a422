"""gongkai: the working system of 政府信息公开, from publishing to the annual report."""
