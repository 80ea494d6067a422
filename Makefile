# 两条命令即可：make demo 看效果，make test 跑测试。所需只有 git、make 和 Python 3.11 以上。
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
PORT ?= 8000
PYTEST := $(PY) -m pytest
RUNTIME := .venv/.runtime.stamp
TESTING := .venv/.testing.stamp

.PHONY: help demo test test-all check bench lock docs format clean

help: ## 显示这份说明
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1|\2/' | column -t -s '|'

$(RUNTIME): requirements.lock scripts/environment
	@scripts/environment runtime

$(TESTING): requirements-dev.lock scripts/environment
	@scripts/environment testing

demo: $(RUNTIME) ## 造一个演示县并打开平台（PORT=8000）
	@$(PY) -m gongkai demo --port $(PORT)

test: $(TESTING) check ## 跑全部检查和测试（不含重型测试）
	@scripts/run-tests -m "not slow"

test-all: $(TESTING) check ## 连同重型测试一起跑
	@scripts/run-tests --hypothesis-profile=fresh

check: $(TESTING) ## 代码风格、类型、房间之间的依赖
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache >/tmp/gongkai-imports.$$$$ || { cat /tmp/gongkai-imports.$$$$; exit 1; }

bench: $(TESTING) ## 量速度（结果写入 docs/performance.md 请手工核对）
	@for file in bench/bench_*.py; do echo "== $$file"; $(PY) $$file || exit 1; done

docs: $(TESTING) ## 由代码重新打印检查项、命令、设置等文档页
	@$(PY) scripts/print-docs

format: $(TESTING) ## 统一代码格式
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .

lock: ## 重新锁定依赖（需要 uv）
	@scripts/lock

clean: ## 删去 .venv 和缓存
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
