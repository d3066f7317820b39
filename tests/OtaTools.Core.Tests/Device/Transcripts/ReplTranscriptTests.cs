using System.Text;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device.Transcripts;

public class ReplTranscriptTests
{
    private const int AtOnce = 16;

    /// <summary>Entering waits for quiet: a sample of its splits is enough where everything else is tested too.</summary>
    private const int EachOfEntering = 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Executions => [.. Transcript.Names.Where(name => name.Contains("raw-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Executions))]
    public async Task Code_is_run_and_its_answer_understood_however_it_is_cut_into_reads(string name)
    {
        var transcript = Transcript.Load(name).From("\u0005A\u0001");
        var (code, output, error) = Recorded(transcript);

        await ForEachAsync(Splits.Of(transcript.Board.Length), async ends =>
        {
            await using var board = new ReplayedBoard(transcript, ends);
            var result = await board.Repl.ExecuteAsync(code, Patience, CancellationToken.None).Soon();

            (Encoding.Latin1.GetString(result.Output), result.Error).ShouldBe((output, error), Describe(ends));
            (board.Unexpected, board.IsOver).ShouldBe((0, true), Describe(ends));
        });
    }

    [Theory]
    [InlineData("entering-idle")]
    [InlineData("entering-program")]
    public async Task The_raw_REPL_is_entered_however_the_answers_are_cut_into_reads(string name)
    {
        var transcript = Transcript.Load(name);
        var splits = Splits.Of(transcript.Board.Length).Where((_, i) => Splits.InFull || i % EachOfEntering == 0);

        await ForEachAsync(splits, async ends =>
        {
            await using var board = new ReplayedBoard(transcript, ends);
            await board.Repl.EnterAsync(Patience, CancellationToken.None).Soon();

            board.IsOver.ShouldBeTrue(Describe(ends));
        });
    }

    /// <summary>What the recorded exchange is about, read from it without the product's help.</summary>
    private static (string Code, string Output, string Error) Recorded(Transcript transcript)
    {
        var host = transcript.Host["\u0005A\u0001".Length..];
        var board = Encoding.Latin1.GetString(transcript.Board);
        var isPlain = board.StartsWith("R\0", StringComparison.Ordinal);
        var answer = isPlain
            ? board[board.IndexOf("OK", StringComparison.Ordinal)..][2..]
            : board[(board.IndexOf('\u0004', StringComparison.Ordinal) + 1)..];
        var parts = answer.Split('\u0004');
        return (host[..host.IndexOf('\u0004', StringComparison.Ordinal)], parts[0], parts[1].ReplaceLineEndings("\n").Trim());
    }

    private static Task ForEachAsync(IEnumerable<int[]> splits, Func<int[], Task> run) => Parallel.ForEachAsync(
        splits, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (ends, _) => await run(ends));

    private static string Describe(int[] ends) => $"reads that end at {string.Join(' ', ends.Take(20))}";
}
