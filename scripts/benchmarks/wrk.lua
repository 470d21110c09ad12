-- What wrk asks, and how its figures come back: one line of JSON, the last that it prints.
-- Settings come from the environment: BENCH_METHOD, BENCH_BODY, BENCH_TOKEN, and BENCH_PATHS, a file
-- with one path a line; each request takes one of them by chance.
local paths = {}
for path in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = path end

wrk.method = os.getenv("BENCH_METHOD")
wrk.body = os.getenv("BENCH_BODY")
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = os.getenv("BENCH_TOKEN") and "Bearer " .. os.getenv("BENCH_TOKEN")

function request()
  return wrk.format(nil, paths[math.random(#paths)])
end

function done(summary, latency, _)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('{"requests":%d,"seconds":%f,"failed":%d,"p50":%f,"p99":%f,"max":%f}\n',
    summary.requests, summary.duration / 1e6, failed,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
