"""信息发布: the list, writing, the review page, what follows after publishing."""
