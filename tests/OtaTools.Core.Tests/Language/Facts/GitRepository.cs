using System.Diagnostics;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Language.Facts;

/// <summary>A repository that git itself made.</summary>
internal sealed class GitRepository : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public GitRepository(string objectFormat = "sha1")
    {
        Directory.CreateDirectory(Root);
        Git("init", "-q", $"--object-format={objectFormat}");
    }

    public string Root => folder.PathOf("work");

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Write(string name) => folder.Write(Path.Combine("work", name), "WIFI_PASS = ''\n"u8.ToArray());

    public void Add(params string[] names)
    {
        foreach (var name in names)
        {
            Write(name);
        }

        Git(["add", "--", .. names]);
    }

    public void Commit() => Git("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "t");

    public void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", Root, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        // Nothing of the machine's, or of a repository that these tests run in.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = folder.PathOf("none");
        using var git = Process.Start(start)!;
        var said = git.StandardError.ReadToEnd();
        git.WaitForExit(Deadline.Patience).ShouldBeTrue();
        git.ExitCode.ShouldBe(0, said);
    }

    public void Dispose()
    {
        foreach (var file in new DirectoryInfo(folder.Root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.IsReadOnly = false; // as git leaves its objects; Windows would keep them
        }

        folder.Dispose();
    }
}
