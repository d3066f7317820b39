using System.Globalization;
using OtaTools.Server.Tests.Support;

namespace OtaTools.Server.Tests;

[Collection(ProcessLanguage.Name)]
public sealed class UserLanguageTests : IDisposable
{
    public void Dispose() => UserLanguage.Use(null);

    [Theory]
    [InlineData("ja")]
    [InlineData("ja-JP")]
    [InlineData("ja_JP.UTF-8")]
    [InlineData("JA")]
    [InlineData("ja@calendar=japanese")]
    public void Japanese_by_any_of_its_names(string name)
    {
        UserLanguage.Use(name);

        CultureInfo.CurrentUICulture.Name.ShouldBe("ja");
        Messages.Failed("x").ShouldBe("失敗: x");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("C.UTF-8")]
    [InlineData("en_US.UTF-8")]
    [InlineData("de")]
    [InlineData("jam")]
    [InlineData("\0 nonsense")]
    public void Everything_else_is_English(string? name)
    {
        UserLanguage.Use("ja");
        UserLanguage.Use(name);

        Messages.Failed("x").ShouldBe("Failed: x");
    }

    [Fact]
    public async Task Threads_that_start_later_speak_it_too()
    {
        UserLanguage.Use("ja");
        var said = new TaskCompletionSource<string>();

        new Thread(() => said.SetResult(Messages.Failed("x"))).UnsafeStart();

        (await said.Task).ShouldBe("失敗: x");
    }
}
