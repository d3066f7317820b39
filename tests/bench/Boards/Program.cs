using System.Diagnostics;
using System.Text.Json;
using OtaTools.Bench.Boards;

// PORT PATH BOARDS RATE DEADLINE SHA256: all boards download at once; prints what became of them as one line of JSON.
var load = Load.Parse(args);
using var deadline = new CancellationTokenSource(load.Deadline);
var clock = Stopwatch.StartNew();
var outcomes = await Task.WhenAll(Enumerable.Range(0, load.Boards).Select(number => new Board(number, load).DownloadAsync(deadline.Token)));
var causes = outcomes.OfType<string>().CountBy(cause => cause).ToDictionary();
Console.WriteLine(JsonSerializer.Serialize(new { failed = causes.Values.Sum(), seconds = clock.Elapsed.TotalSeconds, causes }));
