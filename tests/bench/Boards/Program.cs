using System.Diagnostics;
using System.Text.Json;
using OtaTools.Bench.Boards;

// PORT PATH BOARDS RATE DEADLINE SHA256 [resume]: all boards download at once; prints what became of them as one line of JSON.
// With "resume" a line before it with the bytes that all have so far, each time that they are some more.
var load = Load.Parse(args);
using var deadline = new CancellationTokenSource(load.Deadline);
var clock = Stopwatch.StartNew();
var boards = Enumerable.Range(0, load.Boards).Select(number => new Board(number, load)).ToList();
var downloads = Task.WhenAll(boards.Select(board => board.DownloadAsync(deadline.Token)));
while (load.Resume && !downloads.IsCompleted)
{
    Console.WriteLine(JsonSerializer.Serialize(new { received = load.Received }));
    await Task.WhenAny(downloads, Task.Delay(200));
}

var outcomes = await downloads;
var causes = outcomes.OfType<string>().CountBy(cause => cause).ToDictionary();
Console.WriteLine(JsonSerializer.Serialize(new { failed = causes.Values.Sum(), seconds = clock.Elapsed.TotalSeconds, causes, resumed = boards.Count(board => board.Resumed) }));
