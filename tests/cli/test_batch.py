"""A batch: how many processes it takes, and what is loaded once for all of them."""

from functools import partial
from multiprocessing import get_start_method

import pytest

from gongkai.cli.batch import Outcome, Stop, run
from gongkai.cli.reporting import as_it_is, outcome_of, ready

FILES = ["一.txt", "二.txt", "三.txt"]


@pytest.mark.skipif(get_start_method() != "fork", reason="只有派生的进程才共用已经载入的内容")
def test_what_all_processes_need_is_loaded_once_before_they_start():
    loaded = []
    outcomes = list(run(partial(outcome_of, as_it_is), FILES, 2, Stop(), warm=lambda: loaded.append(len(loaded))))
    assert loaded == [0]
    assert [outcome.file for outcome in outcomes] == FILES
    assert all("没有这个文件" in outcome.error for outcome in outcomes)


@pytest.mark.parametrize("jobs", [1, None])
def test_few_files_that_are_quick_to_read_are_read_by_one_process(jobs):
    loaded = []
    list(run(Outcome, FILES, jobs, Stop(), warm=lambda: loaded.append(1)))
    assert loaded == []


def test_what_a_usual_report_needs_can_be_loaded():
    ready()
