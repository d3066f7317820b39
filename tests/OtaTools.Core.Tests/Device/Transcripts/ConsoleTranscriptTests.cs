using System.Text;
using OtaTools.Core.Device.Console;

namespace OtaTools.Core.Tests.Device.Transcripts;

public class ConsoleTranscriptTests
{
    public static TheoryData<string> All => [.. Transcript.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Lines_are_the_same_however_they_are_cut_into_reads(string name)
    {
        var bytes = Transcript.Load(name).Board;
        var lines = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Split('\n')[..^1];

        foreach (var ends in Splits.Of(bytes.Length))
        {
            LinesOf(bytes, ends).ShouldBe(lines, $"reads that end at {string.Join(' ', ends.Take(20))}");
        }
    }

    [Fact]
    public void An_update_is_followed_from_its_boot_to_its_proof()
    {
        var events = LinesOf(Transcript.Load("update").Board, []).Select(BootLog.Read).OfType<BoardEvent>().ToList();

        events.OfType<BoardEvent.Booted>().Select(booted => booted.Label).ShouldBe(["ota_0", "ota_1", "ota_1"]);
        events.OfType<BoardEvent.Downloaded>().Select(downloaded => downloaded.Bytes).ShouldBe([65536, 131072, 163840]);
        events.OfType<BoardEvent.Finalized>().ShouldBe([new(163840)]);
        events.OfType<BoardEvent.Proved>().ShouldBe([new("v1.27.0 on 2025-08-09", "ota_1")]);
        events.Last().ShouldBeOfType<BoardEvent.UpToDate>();
    }

    private static string[] LinesOf(byte[] bytes, int[] ends)
    {
        var (text, splitter) = (new ConsoleText(), new LineSplitter());
        return [.. Splits.Cut(bytes, ends).SelectMany(read => splitter.Add(text.Decode(read.Span)).ToList())];
    }
}
