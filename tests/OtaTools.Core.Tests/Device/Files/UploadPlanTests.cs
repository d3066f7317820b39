using System.Security.Cryptography;
using OtaTools.Core.Device.Files;

namespace OtaTools.Core.Tests.Device.Files;

public class UploadPlanTests
{
    private static readonly BoardFile Ota = new("/ota.py", "ota"u8.ToArray());
    private static readonly BoardFile Boot = new("/boot.py", "boot"u8.ToArray());

    [Fact]
    public void A_file_that_is_missing_is_new_and_one_that_differs_is_changed()
    {
        var plan = UploadPlan.Make([Ota, Boot], [null, new string('0', 64)]);

        plan.Files.ShouldBe([(Ota, FileChange.New), (Boot, FileChange.Changed)]);
        plan.ToWrite.Select(write => write.File).ShouldBe([Ota, Boot]);
    }

    [Fact]
    public void A_file_that_is_the_same_is_not_written()
    {
        var plan = UploadPlan.Make([Ota, Boot], [Ota.Hash, null]);

        plan.Files[0].Change.ShouldBe(FileChange.Unchanged);
        plan.ToWrite.Select(write => write.File).ShouldBe([Boot]);
    }

    [Fact]
    public void The_hash_is_what_a_board_computes() => Ota.Hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("ota"u8)));

    [Fact]
    public void A_file_is_written_under_another_name_first()
    {
        Ota.Temporary.ShouldNotBe(Ota.Path);
        BoardFile.TemporaryOf("/x").ShouldNotBe(BoardFile.TemporaryOf("/y"));
    }
}
