using StreamJsonRpc;

namespace OtaTools.Standins.Tests.Surface;

public sealed class StreamJsonRpcSurfaceTests : IDisposable
{
    private readonly RealAssembly _real = RealAssembly.StreamJsonRpc();

    public static TheoryData<Type> StandinTypes => [.. typeof(JsonRpc).Assembly.GetExportedTypes()];

    [Theory]
    [MemberData(nameof(StandinTypes))]
    public void Every_public_member_exists_in_the_package(Type standin)
    {
        ArgumentNullException.ThrowIfNull(standin);
        var real = _real.Assembly.GetType(standin.FullName!).ShouldNotBeNull();

        PublicSurface.Differences(standin, real).ShouldBeEmpty();
    }

    [Fact]
    public void Every_exception_derives_from_what_the_packages_derives_from()
    {
        foreach (var standin in typeof(JsonRpc).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(Exception))))
            _real.Assembly.GetType(standin.FullName!)!.BaseType!.FullName.ShouldBe(standin.BaseType!.FullName);
    }

    [Fact]
    public void The_comparison_sees_members_that_the_package_lacks()
    {
        var real = _real.Assembly.GetType(typeof(JsonRpc).FullName!)!;

        PublicSurface.Differences(typeof(WronglyDeclared), real).ShouldBe(
            [
                "System.Threading.Tasks.Task get_Completed()",
                "System.Void StartListening(System.Int32 port)",
                "System.Threading.Tasks.Task NotifyAsync(System.String method, System.Object argument)",
                "System.Threading.Tasks.Task InvokeAsync(System.String targetName, System.Object[] arguments)",
                "protected .ctor()",
            ],
            ignoreOrder: true);
    }

    public void Dispose() => _real.Dispose();

    /// <summary>One member is right; the others have a wrong name, a wrong parameter, a wrong parameter name, a list that is not open-ended.</summary>
    private abstract class WronglyDeclared
    {
        public abstract Task Completion { get; }

        public abstract Task Completed { get; }

        public abstract void StartListening(int port);

        public abstract Task NotifyAsync(string method, object? argument);

        public abstract Task InvokeAsync(string targetName, object?[]? arguments);
    }
}
