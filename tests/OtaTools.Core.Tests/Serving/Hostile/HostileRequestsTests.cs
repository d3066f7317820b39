using System.Diagnostics;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Serving.Hostile;

public class HostileRequestsTests
{
    private const int Seed = 20_261_122, AtOnce = 32, Addresses = 200;

    private static readonly bool InFull = Environment.GetEnvironmentVariable("OTATOOLS_SWEEP") == "1";

    [Fact]
    public async Task Nothing_but_what_is_catalogued_leaves_whatever_is_asked_for()
    {
        await using var guarded = await GuardedFolder.StartAsync();

        await EachAsync(guarded, HostileCorpus.All);
    }

    [Fact]
    public async Task Nor_whatever_becomes_of_these_requests_by_chance()
    {
        await using var guarded = await GuardedFolder.StartAsync();
        var count = InFull ? 40_000 : 600;
        var random = new Random(Seed);
        var clock = Stopwatch.StartNew();

        // A request that is mended by chance may be answered; what it is answered with is looked at all the same.
        await EachAsync(guarded, Enumerable.Range(0, count).Select(number => Mutant(random, number)));

        SweepTable.Add($"requests: {HostileCorpus.All.Count} known ones, {count} by chance (seed {Seed}) in {clock.Elapsed.TotalSeconds:0} s: nothing left the folder");
    }

    private static async Task EachAsync(GuardedFolder guarded, IEnumerable<HostileRequest> requests)
    {
        var turn = 0;
        foreach (var some in requests.Chunk(100))
        {
            await Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (request, _) =>
            {
                var from = 1 + (Interlocked.Increment(ref turn) % Addresses); // no address uses up what it may ask for
                guarded.LeaksNothing(await guarded.AnswerToAsync(request.Bytes, from), request.MayAnswer, request.Name);
            });
            await guarded.BoardIsServedAsync();
        }
    }

    private static HostileRequest Mutant(Random random, int number)
    {
        var all = HostileCorpus.All;
        var bytes = new List<byte>(all[random.Next(all.Count)].Bytes.Take(20_000));
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 30)));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count + 1)).Take(random.Next(200)).ToArray());
                    break;
                case 3:
                    var other = all[random.Next(all.Count)].Bytes;
                    bytes.InsertRange(at, other.Take(random.Next(Math.Min(other.Length, 400) + 1)));
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)"\0\r\n /.%:;,-\\0"[random.Next(13)], random.Next(1, 5)));
                    break;
            }
        }

        return new($"by chance, number {number} of seed {Seed}", [.. bytes], MayAnswer: true);
    }
}
