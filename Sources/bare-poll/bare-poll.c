// SPDX-License-Identifier: Apache-2.0
// Polls a gateway as Relink does, with nothing but libcurl's multi interface: the floor `make bench` compares with.
//
// bare-poll URL KEY SESSIONS INTERVAL WARM_UP SLICE SLICES      times in milliseconds
//
// Asks for URL followed by sim-1, sim-2, … once per interval, each at a phase of its own, over kept connections and
// with the same bound on requests under way as Relink's poll schedule. Answers are counted and thrown away. Prints one
// line of JSON per slice once the warm-up is over.
#include <curl/curl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// As in Relink's PollSchedule and Alarm: requests at once, and the grid that deadlines are rounded up to.
enum { MOST_UNDER_WAY = 256, GRID_MS = 10, LONGEST_WAIT_MS = 1000 };

struct poller {
    const char *url;
    struct curl_slist *headers;
    CURLM *multi;
    CURL *idle[MOST_UNDER_WAY];
    int idle_count;
    uint64_t requests, failures;
};

static int64_t nanoseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int64_t milliseconds(void) { return nanoseconds(CLOCK_MONOTONIC) / 1000000; }

static size_t discard(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

static bool prepare(struct poller *poller) {
    poller->multi = curl_multi_init();
    if (!poller->multi) return false;
    curl_multi_setopt(poller->multi, CURLMOPT_MAXCONNECTS, (long)MOST_UNDER_WAY);
    while (poller->idle_count < MOST_UNDER_WAY) {
        CURL *easy = curl_easy_init();
        if (!easy) return false;
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, poller->headers);
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 15000L);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, discard);
        poller->idle[poller->idle_count++] = easy;
    }
    return true;
}

static void ask(struct poller *poller, long session) {
    char url[512];
    CURL *easy = poller->idle[--poller->idle_count];
    snprintf(url, sizeof url, "%ssim-%ld", poller->url, session + 1);
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_multi_add_handle(poller->multi, easy);
}

// Completions are read before the next wait: left for later, they would sleep through it.
static void reap(struct poller *poller) {
    int running, left;
    long status;
    CURLMsg *message;
    curl_multi_perform(poller->multi, &running);
    while ((message = curl_multi_info_read(poller->multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL *easy = message->easy_handle;
        bool answered = message->data.result == CURLE_OK;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        poller->requests++;
        if (!answered || status != 200) poller->failures++;
        curl_multi_remove_handle(poller->multi, easy);
        poller->idle[poller->idle_count++] = easy;
    }
}

// Due times go round: the session after the last is the first again, one interval later.
static void poll_until(struct poller *poller, int64_t end, int64_t start, int64_t interval, long sessions,
                       int64_t *turn) {
    for (;;) {
        int64_t now = milliseconds(), due = 0;
        while (poller->idle_count > 0) {
            // A stride that shares no factor with most counts spreads neighbours over the interval, as a hash does.
            due = start + *turn / sessions * interval + *turn % sessions * interval / sessions;
            due = (due + GRID_MS - 1) / GRID_MS * GRID_MS;
            if (due > now) break;
            ask(poller, (long)(*turn % sessions * 7919 % sessions));
            ++*turn;
        }
        reap(poller);
        now = milliseconds();
        if (now >= end) return;
        int64_t next = poller->idle_count == 0 || due > end ? end : due;
        int64_t wait = next - now < LONGEST_WAIT_MS ? next - now : LONGEST_WAIT_MS;
        if (wait > 0) curl_multi_poll(poller->multi, NULL, 0, (int)wait, NULL);
    }
}

int main(int count, char **arguments) {
    if (count != 8) {
        fputs("usage: bare-poll URL KEY SESSIONS INTERVAL WARM_UP SLICE SLICES\n", stderr);
        return 64;
    }
    long sessions = atol(arguments[3]), slices = atol(arguments[7]);
    int64_t interval = atoll(arguments[4]), warm_up = atoll(arguments[5]), slice = atoll(arguments[6]), turn = 0;
    if (sessions < 1 || interval < 1 || slice < 1) return 64;
    char key[256];
    snprintf(key, sizeof key, "x-api-key: %s", arguments[2]);
    struct poller poller = {.url = arguments[1]};
    curl_global_init(CURL_GLOBAL_ALL);
    poller.headers = curl_slist_append(curl_slist_append(NULL, "Accept: application/json"), key);
    if (!prepare(&poller)) return 71;

    int64_t start = milliseconds();
    poll_until(&poller, start + warm_up, start, interval, sessions, &turn);
    for (long done = 0; done < slices; done++) {
        uint64_t requests = poller.requests, failures = poller.failures;
        int64_t cpu = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
        poll_until(&poller, start + warm_up + (done + 1) * slice, start, interval, sessions, &turn);
        printf("{\"requests\":%" PRIu64 ",\"failures\":%" PRIu64 ",\"cpu_ns\":%" PRId64 "}\n",
               poller.requests - requests, poller.failures - failures,
               nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
        fflush(stdout);
    }
    return 0;
}
