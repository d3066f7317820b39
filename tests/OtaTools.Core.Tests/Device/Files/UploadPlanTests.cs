using System.Security.Cryptography;
using OtaTools.Core;
using OtaTools.Core.Device.Files;

namespace OtaTools.Core.Tests.Device.Files;

public class UploadPlanTests
{
    private static readonly BoardFile Ota = new("/ota.py", "ota"u8.ToArray());
    private static readonly BoardFile Boot = new("/boot.py", "boot"u8.ToArray());
    private static readonly BoardFile Deep = new("/lib/net/x.py", "deep"u8.ToArray());

    [Fact]
    public void A_file_that_is_missing_is_new_and_one_that_differs_is_changed()
    {
        var plan = Make([Ota, Boot], ("/boot.py", new(BoardEntryKind.File, new string('0', 64))));

        plan.Files.Select(f => (f.File, f.Change)).ShouldBe([(Ota, FileChange.New), (Boot, FileChange.Changed)]);
        plan.ToWrite.Select(f => f.File).ShouldBe([Ota, Boot]);
    }

    [Fact]
    public void A_file_that_is_the_same_is_not_written() =>
        Make([Ota, Boot], ("/ota.py", new(BoardEntryKind.File, Ota.Hash))).ToWrite.Select(f => f.File).ShouldBe([Boot]);

    [Fact]
    public void The_hash_is_what_a_board_computes() => Ota.Hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("ota"u8)));

    [Fact]
    public void A_file_is_written_under_a_name_of_its_own_first()
    {
        var plan = Make([Ota, Boot, Deep]);

        plan.Files.Select(f => f.Written).ShouldBe(["/ota.new/0", "/ota.new/1", "/ota.new/2"]);
        plan.Files.ShouldAllBe(f => f.IsMoved);
        plan.Stages.ShouldBe(["/ota.new"]);
    }

    [Fact]
    public void Only_what_may_be_half_for_a_while_and_replaces_nothing_goes_to_its_own_path_at_once()
    {
        var plan = UploadPlan.Make([Ota, Boot], Board([Ota, Boot], ("/boot.py", new(BoardEntryKind.File, "other"))), _ => true);

        plan.Files.Select(f => f.IsMoved).ShouldBe([false, true]);
    }

    [Fact]
    public void Folders_that_are_missing_are_made_the_outermost_first()
    {
        Make([Deep]).NewFolders.ShouldBe(["/lib", "/lib/net"]);
        Make([Deep], ("/lib", new(BoardEntryKind.Folder))).NewFolders.ShouldBe(["/lib/net"]);
    }

    [Fact]
    public void On_another_file_system_it_is_staged_there_because_no_rename_leads_from_one_to_the_other()
    {
        var board = Board([Deep, Ota]) with { Room = new Dictionary<string, long> { [""] = 1000, ["/lib"] = 1000 } };

        var plan = UploadPlan.Make([Deep, Ota], board);

        plan.Files.Select(f => f.Written).ShouldBe(["/lib/ota.new/0", "/ota.new/1"]);
        plan.Stages.ShouldBe(["/lib/ota.new", "/ota.new"]);
    }

    [Fact]
    public void A_folder_where_a_file_should_be_is_refused() =>
        Refusal(() => Make([Ota], ("/ota.py", new(BoardEntryKind.Folder)))).ShouldBe(ErrorCode.BoardPathInvalid);

    [Fact]
    public void A_file_where_a_folder_should_be_is_refused() =>
        Refusal(() => Make([Deep], ("/lib", new(BoardEntryKind.File, "x")))).ShouldBe(ErrorCode.BoardPathInvalid);

    [Fact]
    public void Two_files_of_one_path_and_a_file_that_is_another_s_folder_are_refused()
    {
        Refusal(() => Make([Ota, Ota])).ShouldBe(ErrorCode.BoardPathInvalid);
        Refusal(() => Make([Deep, new("/lib", [])])).ShouldBe(ErrorCode.BoardPathInvalid);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_is_sent() =>
        Refusal(() => UploadPlan.Make([Ota], Board([Ota]) with { Room = new Dictionary<string, long> { [""] = 2 } })).ShouldBe(ErrorCode.DeviceFileSystem);

    private static UploadPlan Make(BoardFile[] wanted, params (string Path, BoardEntry Entry)[] there) => UploadPlan.Make(wanted, Board(wanted, there));

    private static BoardState Board(BoardFile[] wanted, params (string Path, BoardEntry Entry)[] there)
    {
        var entries = UploadPlan.PathsOf(wanted).Distinct().ToDictionary(path => path, _ => new BoardEntry(BoardEntryKind.None));
        foreach (var (path, entry) in there)
        {
            entries[path] = entry;
        }

        return new(entries, new Dictionary<string, long> { [""] = 1_000_000 });
    }

    private static ErrorCode Refusal(Action make) => Should.Throw<OtaToolsException>(make).Code;
}
