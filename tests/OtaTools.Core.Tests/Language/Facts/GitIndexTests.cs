using FsCheck;
using FsCheck.Fluent;
using OtaTools.Core.Language.Facts;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Language.Facts;

public class GitIndexTests
{
    [Theory]
    [InlineData(2, "sha1")]
    [InlineData(3, "sha1")]
    [InlineData(4, "sha1")]
    [InlineData(2, "sha256")]
    [InlineData(4, "sha256")]
    public void Every_version_of_the_index_tells_what_is_tracked(int version, string objectFormat)
    {
        using var git = new GitRepository(objectFormat);
        git.Add("a.py", "firmware/boot.py", "firmware/ota.py", "firmware/設定/ota.json", "b/" + new string('n', 200) + ".py");
        git.Write("firmware/main.py");
        if (version == 3)
        {
            git.Git("add", "--intent-to-add", "firmware/main.py"); // has an extended flag
        }

        git.Git("update-index", "--index-version", $"{version}");
        var index = new GitIndex();

        foreach (var name in new[] { "a.py", "firmware/boot.py", "firmware/ota.py", "firmware/設定/ota.json", "b/" + new string('n', 200) + ".py" })
        {
            index.Tracks(git.PathOf(name)).ShouldBeTrue(name);
        }

        index.Tracks(git.PathOf("firmware/main.py")).ShouldBe(version == 3);
        index.Tracks(git.PathOf("firmware/gone.py")).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_is_taken_out_is_not_tracked_any_more()
    {
        using var git = new GitRepository();
        git.Add("ota.py", "boot.py");
        var index = new GitIndex();
        index.Tracks(git.PathOf("ota.py")).ShouldBeTrue();

        git.Git("rm", "-q", "--cached", "ota.py");

        index.Tracks(git.PathOf("ota.py")).ShouldBeFalse();
        index.Tracks(git.PathOf("boot.py")).ShouldBeTrue();
    }

    [Fact]
    public void A_linked_work_tree_has_an_index_of_its_own()
    {
        using var git = new GitRepository();
        git.Add("ota.py");
        git.Commit();
        git.Git("worktree", "add", "-q", Path.Combine(git.Root, "..", "linked"));
        git.Git("rm", "-q", "--cached", "ota.py");
        var index = new GitIndex();

        index.Tracks(Path.Combine(git.Root, "..", "linked", "ota.py")).ShouldBeTrue();
        index.Tracks(git.PathOf("ota.py")).ShouldBeFalse();
    }

    [Fact]
    public void A_submodule_is_a_repository_of_its_own()
    {
        using var inner = new GitRepository();
        inner.Add("ota.py");
        inner.Commit();
        using var outer = new GitRepository();
        outer.Git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.Root, "sub");

        new GitIndex().Tracks(outer.PathOf("sub/ota.py")).ShouldBeTrue();
        new GitIndex().Tracks(outer.PathOf("sub/boot.py")).ShouldBeFalse();
    }

    [Fact]
    public void Without_a_repository_nothing_is_tracked()
    {
        using var folder = new TemporaryFolder();

        new GitIndex().Tracks(folder.Write("ota.py", [])).ShouldBeFalse();
        new GitIndex().Tracks("").ShouldBeFalse();
        new GitIndex().Tracks("\0").ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("gitdir: nowhere")]
    [InlineData("gitdir: //server/share")]
    [InlineData("gitdir: \0")]
    public void A_file_in_the_place_of_a_repository_may_say_anything(string content)
    {
        using var folder = new TemporaryFolder();
        folder.Write(".git", System.Text.Encoding.UTF8.GetBytes(content));

        new GitIndex().Tracks(folder.Write("ota.py", [])).ShouldBeFalse();
    }

    [Fact]
    public void A_damaged_index_is_read_to_an_end()
    {
        using var git = new GitRepository();
        git.Add("a.py", "firmware/boot.py", "ota.json");
        git.Git("update-index", "--index-version", "4");
        var whole = File.ReadAllBytes(git.PathOf(".git/index"));

        Prop.ForAll(Gen.Zip(Gen.Choose(0, whole.Length - 1), Gen.Zip(Gen.Choose(0, 255), Gen.Choose(0, whole.Length))).ToArbitrary(), change =>
        {
            var damaged = whole.ToArray();
            damaged[change.Item1] = (byte)change.Item2.Item1;
            _ = GitIndexReader.Names(damaged.AsSpan(0, change.Item2.Item2), 20, _ => true);
            damaged[7] = 2;
            _ = GitIndexReader.Names(damaged, 20, _ => true);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }
}
